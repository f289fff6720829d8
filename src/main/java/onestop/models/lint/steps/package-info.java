/** Rules on the properties of each kind of step. */
@NullMarked
package onestop.models.lint.steps;

import org.jspecify.annotations.NullMarked;
