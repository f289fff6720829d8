/** Facts around lateness, the explanations to them, and look-ups of personal data. */
@NullMarked
@ApplicationModule(
    displayName = "conduct",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "mail",
      "sla",
      "sla::*",
      "dossiers",
      "dossiers::*",
      "facts"
    })
package onestop.conduct;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
