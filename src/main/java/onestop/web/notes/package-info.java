/** Notes and mentions for other systems. */
@NullMarked
package onestop.web.notes;

import org.jspecify.annotations.NullMarked;
