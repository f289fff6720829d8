/** Whose personal data a reader may see, after which purpose, and what is recorded of it. */
@NullMarked
package onestop.web.reach;

import org.jspecify.annotations.NullMarked;
