/** The input and the output of lint rules; the rules are in the packages below. */
@NullMarked
package onestop.models.lint;

import org.jspecify.annotations.NullMarked;
