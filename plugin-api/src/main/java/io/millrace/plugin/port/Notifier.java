// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.Notification;

/**
 * Tells people what they have to know: by mail, chat, pager. Millrace says what and whom by team,
 * role and person; the host knows addresses, languages and quiet hours.
 *
 * <p>Notifications follow from events and come through the outbox as those do, as the sink {@code
 * millrace.notifications}: after the commit, at least once, in order per work item, one at a time
 * on each node, on a thread of Millrace's own and outside any transaction of the host. An exception
 * puts it off with growing pauses until it is parked; the later ones of the same work item wait
 * behind it. The time budget is that of sinks; a call that outlasts it is interrupted and counts as
 * refused.
 */
@FunctionalInterface
@HostImplements
public interface Notifier {

  /**
   * Tells the recipients; returning means that they need not be told again.
   *
   * @throws Exception to have it tried again later
   */
  void tell(Notification notification) throws Exception;
}
