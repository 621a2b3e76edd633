/** What the pages for rule authors say is what happens. */
@NullMarked
package io.millrace.rules.guide;

import org.jspecify.annotations.NullMarked;
