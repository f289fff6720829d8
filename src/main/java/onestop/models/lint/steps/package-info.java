/** Rules on what each kind of step says of itself. */
@NullMarked
package onestop.models.lint.steps;

import org.jspecify.annotations.NullMarked;
