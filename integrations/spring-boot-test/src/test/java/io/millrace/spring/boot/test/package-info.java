/** Tests of the test support. */
@NullMarked
package io.millrace.spring.boot.test;

import org.jspecify.annotations.NullMarked;
