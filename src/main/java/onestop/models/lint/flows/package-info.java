/** Rules on the flows between steps: how work starts, divides, meets again and ends. */
@NullMarked
package onestop.models.lint.flows;

import org.jspecify.annotations.NullMarked;
