/** Millrace in Spring Boot, as far as it is the same in Boot 3.5 and 4. */
@NullMarked
package io.millrace.spring.boot;

import org.jspecify.annotations.NullMarked;
