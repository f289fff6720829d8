/** The API of letters of apology: what is owed, signing, and letters that did not arrive. */
@NullMarked
package onestop.web.api.letters;

import org.jspecify.annotations.NullMarked;
