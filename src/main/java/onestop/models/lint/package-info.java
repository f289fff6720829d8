/** What a rule of lint reads and what it reports; the rules stand in the packages below. */
@NullMarked
package onestop.models.lint;

import org.jspecify.annotations.NullMarked;
