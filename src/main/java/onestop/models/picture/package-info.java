/** A model as it was drawn: read from its diagram, without a database and without pages. */
@NullMarked
@NamedInterface("picture")
package onestop.models.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
