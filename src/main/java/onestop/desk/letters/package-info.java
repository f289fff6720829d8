/** Letters of apology: what an officer sees of them, and does with them. */
@NullMarked
@NamedInterface("letters")
package onestop.desk.letters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
