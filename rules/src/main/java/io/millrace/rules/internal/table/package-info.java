/**
 * Decision tables that are evaluated as data, and the reading of CSV files that they share with
 * priority matrices. Nothing here is API.
 */
@NullMarked
package io.millrace.rules.internal.table;

import org.jspecify.annotations.NullMarked;
