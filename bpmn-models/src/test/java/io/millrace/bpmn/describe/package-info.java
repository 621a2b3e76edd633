@NullMarked
package io.millrace.bpmn.describe;

import org.jspecify.annotations.NullMarked;
