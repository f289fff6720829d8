/** Process models: their check, their versions and how one becomes the one in use. */
@NullMarked
@ApplicationModule(
    displayName = "models",
    allowedDependencies = {
      "kernel",
      "store",
      "agencies",
      "calendar",
      "engine",
      "engine::*",
      "procedures"
    })
package onestop.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
