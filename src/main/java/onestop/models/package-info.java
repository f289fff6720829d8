/** Process models: their check, their versions and their publication. */
@NullMarked
@ApplicationModule(
    displayName = "models",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "agencies",
      "engine",
      "engine::*",
      "procedures",
      "procedures::*"
    })
package onestop.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
