/** How policy packs are loaded and evaluated with Drools. Nothing here is API. */
@NullMarked
package io.millrace.rules.internal;

import org.jspecify.annotations.NullMarked;
