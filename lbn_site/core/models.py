"""The concrete models of core. Abstract ones are imported from the module that names them."""

from .campaign import Campaign, CampaignState
from .kept_states import KeptState

__all__ = ["Campaign", "CampaignState", "KeptState"]
