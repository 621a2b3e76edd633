// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta;

import io.millrace.engine.Decisions;
import io.millrace.engine.Intake;
import io.millrace.engine.Receipt;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes an incident in, and says how urgent it is and why. */
@WebServlet("/incidents")
public class IncidentServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Intake intake;
  @Inject private transient Decisions decisions;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Demand demand =
        Demand.builder(request.getParameter("id"))
            .title(request.getParameter("title"))
            .fact("service", request.getParameter("service"))
            .fact("urgency", Integer.parseInt(request.getParameter("urgency")))
            .build();
    Receipt receipt = intake.submit(demand);
    response.getWriter().println("Priority " + receipt.item().priority());
    receipt
        .findDecision(DecisionPoint.PRIORITY)
        .map(decision -> decisions.explain(decision).toText())
        .ifPresent(response.getWriter()::println);
  }
}
