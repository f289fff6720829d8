package onestop.web.api.work;

import java.util.List;
import onestop.desk.work.Presence;
import onestop.kernel.OfficerId;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who has a work item open at this moment. */
@RestController
@RequestMapping("/api/v1/work-items/{id}/presence")
@PersonalData(Of.WORK_ITEM)
class PresenceApi {
  private final Presence presence;

  PresenceApi(Presence presence) {
    this.presence = presence;
  }

  /** The others who have it open, by login. */
  record Present(List<String> officers) {}

  @GetMapping
  Present others(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    return new Present(
        presence.others(List.of(id), caller.caller()).getOrDefault(id, List.of()).stream()
            .map(OfficerId::value)
            .toList());
  }

  /** The caller has it open; to be repeated while it is so. */
  @PutMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void here(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    presence.see(id, caller.caller());
  }

  /** The caller has left it. */
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void left(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
    presence.leave(id, caller.caller());
  }
}
