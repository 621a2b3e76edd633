/** Policy packs at run time: what is stored, what is in force when, and what is loaded. */
@NullMarked
package io.millrace.engine.internal.packs;

import org.jspecify.annotations.NullMarked;
