/**
 * The catalogue of value streams: what each executable model says about its steps, decisions,
 * milestones and starts. Reads the built-in streams and those of hosts, and refuses a model that
 * the engine could not run safely.
 */
@NullMarked
package io.millrace.bpmn;

import org.jspecify.annotations.NullMarked;
