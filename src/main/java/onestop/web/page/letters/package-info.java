/** Pages of letters of apology: lists, drafts, signatures, waivers. */
@NullMarked
package onestop.web.page.letters;

import org.jspecify.annotations.NullMarked;
