/** The API of heads of units: work to be given out, and their board. */
@NullMarked
package onestop.web.units;

import org.jspecify.annotations.NullMarked;
