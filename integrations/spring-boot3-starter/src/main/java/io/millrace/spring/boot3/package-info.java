/** Millrace in Spring Boot 3.5: what is different from other lines. */
@NullMarked
package io.millrace.spring.boot3;

import org.jspecify.annotations.NullMarked;
