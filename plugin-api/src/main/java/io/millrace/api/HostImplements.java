// SPDX-License-Identifier: Apache-2.0
package io.millrace.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that hosts and plugins implement and that Millrace calls. Within one line of
 * compatible versions it gets no method without a default, so that what was implemented once goes
 * on to work.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@HostCalls
public @interface HostImplements {}
