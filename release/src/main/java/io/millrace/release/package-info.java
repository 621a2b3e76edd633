/**
 * The gate for known vulnerabilities: what the published artifacts bring, advisories about it, and
 * waivers.
 */
@NullMarked
package io.millrace.release;

import org.jspecify.annotations.NullMarked;
