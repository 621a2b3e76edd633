// SPDX-License-Identifier: Apache-2.0
package io.millrace.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a type whose objects hosts and plugins get, create and call, and that nobody but Millrace
 * implements or extends. Within one line of compatible versions it may grow: interfaces may get
 * methods without a default, and enums constants, so that a {@code switch} over one has a default
 * branch.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@HostCalls
public @interface HostCalls {}
