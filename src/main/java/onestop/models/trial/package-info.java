/** The scenarios of the versions of models, and the record of what came of them. */
@NullMarked
@NamedInterface("trial")
package onestop.models.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
