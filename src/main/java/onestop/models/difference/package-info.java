/** The difference between two versions of a model, element by element. */
@NullMarked
@NamedInterface("difference")
package onestop.models.difference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
