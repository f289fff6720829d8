package onestop.web.page;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of the auditor's desk: where each question is answered. */
@Controller
class AuditPage {
  @GetMapping("/audit")
  @PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY', 'ADMINISTRATOR')")
  String desk() {
    return "audit";
  }
}
