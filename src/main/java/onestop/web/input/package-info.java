/** Reads what comes in strictly: bodies, JSON, parameters, moments, typed text. */
@NullMarked
package onestop.web.input;

import org.jspecify.annotations.NullMarked;
