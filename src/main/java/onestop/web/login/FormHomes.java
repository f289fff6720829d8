package onestop.web.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import onestop.web.words.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Finds the page with the form that is posted to a path. */
@Component
public class FormHomes {
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  /** Without pages there are no mappings, and this class is not used. */
  FormHomes(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /**
   * The page that sent the form, if it can be opened again; otherwise the nearest page above the
   * path of the post.
   */
  public String of(String action, HttpServletRequest sent) {
    String from = ownPath(sent);
    if (from != null && isPage(from)) {
      return from;
    }
    String path = action;
    while (!path.isEmpty()) {
      if (isPage(path)) {
        return path;
      }
      path = path.substring(0, path.lastIndexOf('/'));
    }
    return "/";
  }

  private static @Nullable String ownPath(HttpServletRequest sent) {
    String referer = sent.getHeader("Referer");
    if (referer == null) {
      return null;
    }
    try {
      URI from = URI.create(referer);
      String path = from.getRawPath();
      return sent.getServerName().equals(from.getHost()) && path != null && Paths.isOwn(path)
          ? path
          : null;
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** Whether the path is a page: it can be read, and nothing can be posted to it. */
  private boolean isPage(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    boolean read = false;
    for (RequestMappingInfo info : infos()) {
      var patterns = info.getPathPatternsCondition();
      if (patterns != null && patterns.getPatterns().stream().anyMatch(p -> p.matches(parsed))) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        if (methods.contains(RequestMethod.POST)) {
          return false;
        }
        read = read || methods.contains(RequestMethod.GET);
      }
    }
    return read && !path.equals("/login") && !path.equals("/language");
  }

  private List<RequestMappingInfo> infos() {
    return mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .toList();
  }
}
