/** Acts that reach beyond one step: ends of steps taken back, and dossiers continued. */
@NullMarked
package onestop.web.acts;

import org.jspecify.annotations.NullMarked;
