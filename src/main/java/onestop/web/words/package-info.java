/** Words of refusals and messages in the caller's language. */
@NullMarked
package onestop.web.words;

import org.jspecify.annotations.NullMarked;
