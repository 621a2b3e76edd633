/** Axle Car Hire develops and restores its online payment app. */
@NullMarked
package io.millrace.examples.axle;

import org.jspecify.annotations.NullMarked;
