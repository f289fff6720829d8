/** The numbers of papers that no officer types. */
@NullMarked
package onestop.dossiers.numbers;

import org.jspecify.annotations.NullMarked;
