/**
 * Filters and rules in front of every handler: roles by path, hosts, sites, body sizes, error
 * answers.
 */
@NullMarked
package onestop.web.guard;

import org.jspecify.annotations.NullMarked;
