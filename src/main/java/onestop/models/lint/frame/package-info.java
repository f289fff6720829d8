/** Rules on the frame that every procedure and the letter of apology have. */
@NullMarked
package onestop.models.lint.frame;

import org.jspecify.annotations.NullMarked;
