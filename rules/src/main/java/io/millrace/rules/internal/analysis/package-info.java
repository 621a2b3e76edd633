/**
 * Reads rules as the questions they ask, and finds what is wrong with them together. Every finding
 * that speaks of an item is confirmed by really deciding about that item.
 */
@NullMarked
package io.millrace.rules.internal.analysis;

import org.jspecify.annotations.NullMarked;
