/** Letters: numbers, pinned content, print and delivery. */
@NullMarked
@NamedInterface("letter")
package onestop.apologies.letter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
