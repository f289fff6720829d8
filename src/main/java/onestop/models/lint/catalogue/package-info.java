/** Rules on a model and the procedures of the catalogue that it serves. */
@NullMarked
package onestop.models.lint.catalogue;

import org.jspecify.annotations.NullMarked;
