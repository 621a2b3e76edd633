/** Values that hosts, plugins and the engine exchange: demand, work items, facts, decisions. */
@NullMarked
package io.millrace.model;

import org.jspecify.annotations.NullMarked;
