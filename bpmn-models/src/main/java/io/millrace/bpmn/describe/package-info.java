/**
 * Descriptions of value streams for people: the tables of ITIL 4, value stream maps and pictures,
 * as Markdown, HTML and SVG. Made from models alone, without an engine.
 */
@NullMarked
package io.millrace.bpmn.describe;

import org.jspecify.annotations.NullMarked;
