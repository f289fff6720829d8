package onestop.web.api;

import onestop.kernel.AgencyCode;
import onestop.web.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The first page's figures. */
@RestController
class CountersApi {
  private final Figures figures;

  CountersApi(Figures figures) {
    this.figures = figures;
  }

  @GetMapping("/api/counters")
  Figures.Counted counters(@RequestParam(required = false) @Nullable String agency) {
    return figures.count(agency == null || agency.isBlank() ? null : new AgencyCode(agency));
  }
}
