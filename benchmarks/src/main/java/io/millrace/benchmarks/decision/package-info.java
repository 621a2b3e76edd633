/**
 * One full decision in five forms: Millrace, Drools twice, Camunda's DMN engine, hand-written Java.
 */
@NullMarked
package io.millrace.benchmarks.decision;

import org.jspecify.annotations.NullMarked;
