/** Archive documents and the erasure of texts: values only, without transactions. */
@NullMarked
package io.millrace.engine.internal.growth;

import org.jspecify.annotations.NullMarked;
