/** Tests of Spring Boot applications that embed Millrace. */
@NullMarked
package io.millrace.spring.boot.test;

import org.jspecify.annotations.NullMarked;
