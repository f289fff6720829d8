/** Rules on the flows between steps: how work starts, divides, joins and ends. */
@NullMarked
package onestop.models.lint.flows;

import org.jspecify.annotations.NullMarked;
