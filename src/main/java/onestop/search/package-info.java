/** Finds dossiers by the words and numbers that somebody remembers. */
@NullMarked
@ApplicationModule(
    displayName = "search",
    allowedDependencies = {
      "kernel",
      "store",
      "node",
      "procedures",
      "procedures::*",
      "dossiers",
      "dossiers::*",
      "notes"
    })
package onestop.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
