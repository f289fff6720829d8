/** Opinions asked of other agencies: their pages, and the same for programs. */
@NullMarked
package onestop.web.opinions;

import org.jspecify.annotations.NullMarked;
