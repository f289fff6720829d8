/** The working time that a dossier still needs, from each agency's own history. */
@NullMarked
@ApplicationModule(
    displayName = "forecast",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "node",
      "engine",
      "engine::*",
      "procedures",
      "procedures::*"
    })
package onestop.forecast;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
